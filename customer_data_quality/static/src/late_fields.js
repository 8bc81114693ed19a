import {toRaw, useComponent, useEffect, useState} from "@odoo/owl";

/** What is about to be asked of a record as it was loaded, by its data: the fields, and a promise of their values. */
const questions = new WeakMap();

function ask(orm, record, names) {
    const data = toRaw(record.data);
    let question = questions.get(data);
    if (!question) {
        const {resModel, resId} = record;
        const wanted = new Set();
        // all widgets of a screen ask before this goes out; one that comes later, as on another page, asks by itself
        const answer = Promise.resolve().then(async () => {
            questions.delete(data);
            const [values] = await orm.silent.read(resModel, [resId], [...wanted]);
            return values || {};
        });
        question = {wanted, answer};
        questions.set(data, question);
    }
    names.forEach((name) => question.wanted.add(name));
    return question.answer;
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
