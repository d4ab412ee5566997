"""Strict shapes of what comes in and what goes out; they read and describe, and decide nothing."""
