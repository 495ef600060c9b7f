from __future__ import annotations

import signal
import threading
import time

import chancery
import pytest


def test_a_syntax_error_points_at_the_token(db: chancery.Database) -> None:
    with pytest.raises(chancery.QueryError) as caught:
        db.query("MATCH (n) RETRUN n")
    message = str(caught.value)
    assert caught.value.kind == "SyntaxError"
    line, caret = message.splitlines()[-2:]
    assert line[caret.index("^") :].startswith("RETRUN")


def test_half_a_surrogate_pair_is_no_query(db: chancery.Database) -> None:
    with pytest.raises(chancery.ChanceryError, match=r"surrogate pair.* at index 8"):
        db.query("RETURN '\ud800'")


def test_an_unknown_function_gets_a_suggestion(db: chancery.Database) -> None:
    with pytest.raises(chancery.QueryError, match="toUpper"):
        db.query("RETURN toUper('x')")


def test_a_missing_parameter_is_named(db: chancery.Database) -> None:
    with pytest.raises(chancery.QueryError, match="topic"):
        db.query("RETURN $topic")


def test_read_only_refuses_a_write(db: chancery.Database) -> None:
    with pytest.raises(chancery.QueryError):
        db.query("CREATE (:A)", read_only=True)
    assert db.query("MATCH (n) RETURN count(n)").scalar() == 0


def test_a_timeout_ends_the_query(db: chancery.Database) -> None:
    with pytest.raises(chancery.QueryError, match="longer than its limit"):
        len(
            db.query(
                "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(*)",
                timeout=0.05,
            )
        )


def test_ctrl_c_stops_a_running_query(db: chancery.Database) -> None:
    def interrupt() -> None:
        time.sleep(0.3)
        signal.raise_signal(signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        db.query("UNWIND range(1, 10000000) AS a UNWIND range(1, 1000) AS b CREATE (:N {v: a + b})")
    thread.join()
    assert db.query("MATCH (n) RETURN count(n)").scalar() == 0


def test_all_errors_share_one_class(db: chancery.Database) -> None:
    for kind in (chancery.QueryError, chancery.InputError, chancery.LockedError):
        assert issubclass(kind, chancery.ChanceryError)
