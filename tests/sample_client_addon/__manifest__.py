{
    "name": "Sample Client Add-on",
    "summary": "What a partner adds for one company: rules, touchpoints, checks, connections, the plan, privacy",
    "version": "19.0.1.0.0",
    "category": "Productivity",
    "website": "https://github.com/customer-data-quality/customer_data_quality",
    "author": "Customer Data Quality contributors",
    "license": "LGPL-3",
    "depends": ["customer_data_quality"],
    "data": ["security/ir.model.access.csv", "data/rules.xml", "data/plan.xml", "data/privacy.xml"],
}
