import doctest
import importlib
import pkgutil

from odoo.tests import BaseCase, tagged

from .. import engine


@tagged("-at_install", "post_install")
class TestEngineDoctests(BaseCase):
    """The examples in the engine's documentation are true."""

    def test_examples(self):
        names = [module.name for module in pkgutil.iter_modules(engine.__path__)]
        self.assertIn("checks", names)
        for name in names:
            with self.subTest(module=name):
                module = importlib.import_module(f"{engine.__name__}.{name}")
                result = doctest.testmod(module)
                self.assertGreater(result.attempted, 0, f"{name} has no example")
                self.assertEqual(result.failed, 0, f"examples of {name} do not hold")
