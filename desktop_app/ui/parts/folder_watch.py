"""Telling that a folder may have changed: by the system, and by looking now and then."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal


class FolderWatch(QObject):
    """A stick or share does not always tell, so the folder is looked at slowly as well."""

    changed = Signal()

    def __init__(self, every: int, parent: QObject) -> None:
        """Make a watch that also tells every so many milliseconds, once it was started."""
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _folder: self.changed.emit())
        self._timer = QTimer(self, interval=every)
        self._timer.timeout.connect(self.changed)

    def start(self, folder: Path) -> None:
        """Watch this folder in place of another; it may be a stick that is put in later."""
        self.stop()
        if folder.is_dir():
            self._watcher.addPath(str(folder))
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        if watched := self._watcher.directories():
            self._watcher.removePaths(watched)
