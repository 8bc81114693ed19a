import {toRaw, useComponent, useEffect, useState} from "@odoo/owl";

/** What was asked for of a record as it was loaded: by its data, promises of values by field name. */
const asked = new WeakMap();

function ask(orm, record, names) {
    const data = toRaw(record.data);
    if (!asked.has(data)) {
        asked.set(data, {wanted: new Set(), promise: null});
    }
    const question = asked.get(data);
    names.forEach((name) => question.wanted.add(name));
    // all widgets of a screen ask before this goes out; one that comes later, as on another page, asks by itself
    question.promise ||= Promise.resolve().then(async () => {
        asked.delete(data);
        const {resModel, resId} = record;
        const [values] = await orm.silent.read(resModel, [resId], [...question.wanted]);
        return values || {};
    });
    return question.promise;
}

/**
 * Fields of a widget's record that take the server a while. They are read when the screen is there already, in one call
 * for all widgets, and again when the record is loaded or saved.
 *
 * @param {string[]} names
 * @returns {{values: Object}} empty until they are there
 */
export function useLateFields(names) {
    const component = useComponent();
    const state = useState({id: null, values: {}});

    async function load(record) {
        const {resId, data} = record;
        if (state.id !== resId) {
            Object.assign(state, {id: resId, values: {}});
        }
        if (resId) {
            const values = await ask(component.env.services.orm, record, names);
            if (toRaw(component.props.record.data) === toRaw(data)) {
                state.values = values;
            }
        }
    }

    useEffect(
        (data, isDirty) => {
            if (!isDirty) {
                load(component.props.record);
            }
        },
        () => [component.props.record.data, component.props.record.dirty]
    );
    return state;
}
