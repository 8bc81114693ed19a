/** What contacts are compared by. */
const COMPARED = [
    "name",
    "is_company",
    "parent_id",
    "street",
    "street2",
    "zip",
    "city",
    "country_id",
    "email",
    "phone",
    "vat",
    "website",
    "company_registry",
    "company_id",
];
/** Without any of these there is nothing to look for. */
const IDENTIFYING = ["name", "email", "phone", "vat", "street", "website", "company_registry"];

export const SHOWN_MATCHES = 3;

function toServer(value) {
    return (typeof value === "object" && value ? value.id : value) || false;
}

/**
 * @param {Object} data of a record, by field name
 * @returns {Object} what is compared of it, as the server takes it
 */
export function comparedValues(data) {
    const names = COMPARED.filter((name) => name in data);
    return Object.fromEntries(names.map((name) => [name, toServer(data[name])]));
}

/**
 * @param {Object} values from `comparedValues`
 */
export function isSearchable(values) {
    return IDENTIFYING.some((name) => values[name]);
}

/**
 * Look for contacts that are likely the same. Never in the way: when it fails, nothing is found.
 *
 * @param {Object} orm
 * @param {Object} values from `comparedValues`
 * @param {Number|Boolean} partnerId the contact that is being edited, if it is saved
 * @param {Number} limit
 * @returns {Promise<Object[]>}
 */
export async function findDuplicates(orm, values, partnerId = false, limit = SHOWN_MATCHES) {
    try {
        return await orm.silent.call("res.partner", "duplicates_while_typing", [
            values,
            partnerId,
            limit,
        ]);
    } catch (error) {
        console.warn("Duplicates could not be looked for:", error);
        return [];
    }
}
