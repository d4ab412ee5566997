"""The group of sealed papers is what it says: derived from its sentence, of prime order, with two unrelated bases."""

import hashlib
import random

from workflows.votes.group import MODULUS_BITS, ORDER, SEED, STEPS, base, commit, is_element, modulus

ROUNDS = 24


def is_probable_prime(number: int) -> bool:
    """Miller and Rabin, with bases that nobody could foresee when the number was chosen."""
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    source = random.Random(number)  # noqa: S311  # a test of numbers, no secret
    for _ in range(ROUNDS):
        power = pow(source.randrange(2, number - 1), odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


def test_modulus_and_order_are_prime_and_fit_each_other() -> None:
    assert modulus().bit_length() == MODULUS_BITS
    assert (modulus() - 1) % (2 * ORDER) == 0
    assert is_probable_prime(ORDER)
    assert is_probable_prime(modulus())


def test_the_modulus_is_the_first_prime_after_what_the_sentence_draws() -> None:
    blocks = (hashlib.sha256(SEED + b"\nmodulus" + place.to_bytes(4, "big")).digest() for place in range(12))
    drawn = int.from_bytes(b"".join(blocks), "big") | 1 << (MODULUS_BITS - 1)
    first = drawn - drawn % (2 * ORDER) + 1
    assert modulus() == first + STEPS * 2 * ORDER
    earlier = (first + step * 2 * ORDER for step in range(STEPS))
    assert not any(pow(2, number - 1, number) == 1 for number in earlier if not has_small_factor(number))


def has_small_factor(number: int) -> bool:
    return any(number % small == 0 for small in range(3, 20_000, 2))


def test_both_bases_generate_the_group_and_differ() -> None:
    assert is_element(base(b"number"))
    assert is_element(base(b"key"))
    assert base(b"number") != base(b"key")
    assert not is_element(1)
    assert not is_element(modulus() - 1)
    assert not is_element(base(b"key") + modulus())


def test_seals_multiply_to_a_seal_over_the_sums() -> None:
    one, other = commit(3, 11), commit(5, ORDER - 4)
    assert one * other % modulus() == commit(8, 7)
