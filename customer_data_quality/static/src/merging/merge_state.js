import {_t} from "@web/core/l10n/translation";

/**
 * What somebody has decided on the screen where contacts are merged. A decision is {owners: contact ids} or
 * {values, texts: by field name}; what is not decided is as the rules propose.
 */

const unique = (texts) => [...new Set(texts.filter(Boolean))];

/**
 * @param {Object} field entry of `preview`
 * @param {Object} [decision]
 * @returns {Number[]} ids of the contacts whose value is taken
 */
function ownersOf(field, decision) {
    if (decision?.values) {
        return [];
    }
    return decision?.owners ?? field.owners;
}

/** The result as people read it. */
export function resultText(field, decision) {
    if (decision?.values) {
        const text = ({name}) =>
            (name in decision.texts ? decision.texts[name] : decision.values[name]) || "";
        const texts = Object.fromEntries(field.parts.map((part) => [part.name, text(part)]));
        if ("zip" in texts && "city" in texts) {
            texts.city = [texts.zip, texts.city].filter(Boolean).join(" ");
            delete texts.zip;
        }
        return unique(Object.values(texts)).join("\n");
    }
    const values = ownersOf(field, decision).map((id) => field.values[id]);
    if (field.type === "many2many") {
        return unique(values.flatMap(({items}) => items)).join(", ");
    }
    return unique(values.map(({text}) => text)).join("\n");
}

/** The values of the result by field name, as they are edited; a copy. */
export function resultValues(field, decision) {
    if (decision?.values) {
        return {...decision.values};
    }
    const [owner] = ownersOf(field, decision);
    if (decision?.owners && field.type !== "many2many") {
        return {...field.values[owner]?.raw};
    }
    if (decision?.owners) {
        const {name} = field.parts[0];
        const ids = decision.owners.flatMap((id) => field.values[id].raw[name] || []);
        return {[name]: [...new Set(ids)]};
    }
    return {...field.proposed};
}

/** Whether a contact's value is, or says the same as, the one that is taken. */
export function isChosen(field, decision, contactId) {
    if (ownersOf(field, decision).includes(contactId)) {
        return true;
    }
    const {text} = field.values[contactId];
    return !field.is_joined && Boolean(text) && text === resultText(field, decision);
}

/** The decision after a click on a contact's value: of notes and tags, several may be taken. */
export function chosen(field, decision, contactId) {
    const owners = ownersOf(field, decision);
    if (!field.is_joined) {
        return {owners: [contactId]};
    }
    return {
        owners: owners.includes(contactId)
            ? owners.filter((id) => id !== contactId)
            : [...owners, contactId],
    };
}

/** Decisions as the server takes them. */
export function asSent(decisions) {
    return Object.fromEntries(
        Object.entries(decisions).map(([name, {owners, values}]) => [
            name,
            values ? {values} : {owners},
        ])
    );
}

/**
 * @param {Object[]} moves {label, count} by kind
 * @returns {String[]} "Invoice: 3"
 */
export function moveTexts(moves) {
    return moves.map(({label, count}) => _t("%(kind)s: %(count)s", {kind: label, count}));
}
