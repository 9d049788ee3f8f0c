"""The one thing pyproject.toml can't say: a wheel carries schema/ as kg/schema_data (see kg.schema.default_folder)."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithSchema(build_py):
    """Copies schema/ into the package; an editable install reads the one of the checkout."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "kg" / "schema_data"
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree("schema", target)


setup(cmdclass={"build_py": BuildWithSchema})
