"""What schemathesis has to know of the endpoint beyond its description: how a code is checked, which
codes there are, and that senders come from many networks."""

import itertools
import os

import schemathesis
from hypothesis import strategies as st

# H. M. Damm's quasigroup, as in crates/message/src/code.rs.
TABLE = """0317598642 7092154863 4206871359 1750983426 6123045978
3674209581 5869720134 8945362017 9438617205 2581436790""".split()


def code(digits):
    """28 digits, the last of which checks the others."""
    interim = 0
    for digit in digits:
        interim = int(TABLE[interim][digit])
    return "".join(map(str, digits)) + str(interim)


digits = st.lists(st.integers(0, 9), min_size=27, max_size=27)
kept = st.sampled_from(os.environ["SENIM_CODES"].split(","))
schemathesis.openapi.format("senim-code", kept | digits.map(code))


networks = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    """The trusted proxy of this machine tells who asks: each time somebody else."""
    number = next(networks)
    case.headers = case.headers or {}
    case.headers["X-Forwarded-For"] = f"10.{number >> 8 & 255}.{number & 255}.1"
