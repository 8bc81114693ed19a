import {Component} from "@odoo/owl";

/** A record of a queue that somebody decides on, and then the next one. `model` has a method `review`. */
export class QueueReview extends Component {
    static model = "";

    get record() {
        return this.props.record;
    }

    get position() {
        return this.record.resIds.indexOf(this.record.resId);
    }

    async load(resId) {
        if (!resId || resId === this.loaded) {
            return;
        }
        this.loaded = resId;
        const review = await this.orm.call(this.constructor.model, "review", [[resId]]);
        if (resId === this.loaded) {
            this.show(review);
        }
    }

    /** Take over what `review` has returned. */
    show() {}

    async go(step) {
        const {resIds, model} = this.record;
        const next = resIds[this.position + step];
        if (next && (await this.record.save())) {
            await model.load({resId: next, resIds});
        }
    }

    /** Go on with what takes this one's place in the queue. */
    async leave() {
        const {resIds, resId, model} = this.record;
        const rest = resIds.filter((id) => id !== resId);
        const next = rest[this.position] ?? rest.at(-1);
        if (next) {
            await model.load({resId: next, resIds: rest});
        } else {
            this.leaveLast();
        }
    }

    leaveLast() {}
}
