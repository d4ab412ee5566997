"""Who is who: accounts and what they hold, signing in, second factors, tokens, delegations."""
