{
    "name": "Sample Client Add-on",
    "summary": "A rule kind, a rule and touchpoints of a company's own, as a partner would write them",
    "summary": "A rule kind, a rule and a step of the plan of a company's own, as a partner would write them",
    "version": "19.0.1.0.0",
    "category": "Productivity",
    "website": "https://github.com/customer-data-quality/customer_data_quality",
    "author": "Customer Data Quality contributors",
    "license": "LGPL-3",
    "depends": ["customer_data_quality"],
    "data": ["data/rules.xml", "data/plan.xml"],
}
