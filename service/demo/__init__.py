"""The fictitious demonstration: bodies, people and proposals at every step, told through the use cases themselves."""

from service.demo.loading import load_demo
from service.demo.summary import DemoAccount, DemoSummary

__all__ = ["DemoAccount", "DemoSummary", "load_demo"]
