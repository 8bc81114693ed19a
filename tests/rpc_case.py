"""What the tests of the RPC interfaces share: somebody of each role, and calls in their name."""

import xmlrpc.client

from odoo.tests import HttpCase, JsonRpcException, get_db_name, new_test_user
from odoo.tools import mute_logger

PASSWORD = "a long password of a test"
ROLES = {
    "portal": "base.group_portal",
    "user": "customer_data_quality.group_user",
    "steward": "customer_data_quality.group_steward",
    "manager": "customer_data_quality.group_manager",
}
OWN = "odoo.addons.customer_data_quality."


class RpcCase(HttpCase):
    """Tests from outside. `users` has somebody of each role, and an employee whom the add-on gives no rights."""

    def setUp(self):
        super().setUp()
        self.users = {
            role: new_test_user(self.env, f"rpc-{role}", groups=group, password=PASSWORD)
            for role, group in ROLES.items()
        }
        self.users["employee"] = new_test_user(self.env, "rpc-employee", groups="base.group_user", password=PASSWORD)
        self.users["employee"].group_ids = self.env.ref("base.group_user")

    def call(self, role, model, method, *arguments, **keywords):
        """Call a method as the web client does; None is for somebody who is not logged in."""
        self.authenticate(*((self.users[role].login, PASSWORD) if role else (None, None)))
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": list(arguments), "kwargs": keywords},
        )

    def call_xml(self, role, model, method, *arguments):
        """Call a method by XML-RPC."""
        login = self.users[role].login
        uid = self.xmlrpc_common.authenticate(get_db_name(), login, PASSWORD, {})
        self.assertTrue(uid)
        return self.xmlrpc_object.execute_kw(get_db_name(), uid, PASSWORD, model, method, list(arguments))

    def assert_refused(self, role, model, method, *arguments, error="odoo.exceptions.AccessError", **keywords):
        with self.subTest(role=role, model=model, method=method):
            with self.assertRaises(JsonRpcException) as caught, mute_logger("odoo.http"):
                self.call(role, model, method, *arguments, **keywords)
            self.assertIn(error, str(caught.exception))

    def assert_fault(self, role, model, method, *arguments):
        loggers = ("odoo.http", "odoo.service.model", "odoo.addons.rpc.controllers.xmlrpc")
        with self.assertRaises(xmlrpc.client.Fault), mute_logger(*loggers):
            self.call_xml(role, model, method, *arguments)

    def assert_public(self, meant):
        """Of each model nothing but the named methods of the add-on can be called by name.

        :param dict meant: set of names by model
        """
        for model, names in meant.items():
            found = set()
            for cls in type(self.env[model]).mro():
                if cls.__module__.startswith(OWN):
                    found |= {name for name, value in vars(cls).items() if callable(value) and not name.startswith("_")}
            # what the ORM calls itself, under its own name, checks the rights itself
            ours = {name for name in found if not hasattr(self.env["res.bank"], name)} - {"init"}
            self.assertEqual(ours, names, model)
