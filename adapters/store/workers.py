"""Workers: threads that do blocking work in the order it comes, and tell who waits on an event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


class Workers:
    """So many threads over one line of work.

    The standard library's pool does the same for twice the CPU: it keeps a second future, with locks, beside
    the event loop's own, and a press has to pay for it.
    """

    def __init__(self, number: int, *, name: str) -> None:
        """Start the threads; a program that ends without `close` does not wait for them."""
        self._line: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._closed = False
        self._threads = [Thread(target=self._work, name=f"{name}-{each}", daemon=True) for each in range(number)]
        for thread in self._threads:
            thread.start()

    def wait_for(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """A future of the running loop. Cancelling it keeps work from being begun; what was begun is finished."""
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[T] = loop.create_future()

        def task() -> None:
            if waiter.cancelled():
                return
            try:
                value = work()
            except BaseException as error:  # noqa: BLE001 - whatever it is belongs to who waits
                _tell(loop, _fail, waiter, error)
            else:
                _tell(loop, _succeed, waiter, value)

        self._put(task)
        return waiter

    def close(self) -> None:
        """Finish all the work in the line, then end."""
        self._closed = True
        for _ in self._threads:
            self._line.put(None)
        for thread in self._threads:
            thread.join()

    def _put(self, task: Callable[[], None]) -> None:
        if self._closed:
            raise RuntimeError("these workers have gone home")
        self._line.put(task)

    def _work(self) -> None:
        while (task := self._line.get()) is not None:
            task()


def _tell(loop: asyncio.AbstractEventLoop, how: Callable[..., None], *what: object) -> None:
    with suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(how, *what)


def _succeed(waiter: asyncio.Future[T], value: T) -> None:
    if not waiter.cancelled():
        waiter.set_result(value)


def _fail(waiter: asyncio.Future[T], error: BaseException) -> None:
    if waiter.cancelled():
        return
    if isinstance(error, StopIteration):
        # A future cannot hold it: it would end the waiter's coroutine without a word.
        defect = RuntimeError("the work let a StopIteration out")
        defect.__cause__ = error
        error = defect
    waiter.set_exception(error)
