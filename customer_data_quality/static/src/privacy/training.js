import {Component, markup, onWillStart, useRef, useState} from "@odoo/owl";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {url} from "@web/core/utils/urls";
import {useService} from "@web/core/utils/hooks";
import {useOnce} from "../once";

const MODEL = "partner.training.assignment";

/** A course, page by page, then its questions; what is answered is sent once and kept nowhere. */
export class Training extends Component {
    static template = "customer_data_quality.Training";
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.root = useRef("root");
        this.state = useState({
            course: false,
            step: 0,
            answers: {},
            result: null,
            hasRead: false,
            isConfirmed: false,
            isBusy: false,
        });
        this.once = useOnce(this.state);
        onWillStart(() => this.load());
    }

    async load() {
        const {training_assignment_id, training_course_id} = this.props.action.context || {};
        const course = await this.orm.call(MODEL, "training_open", [], {
            assignment_id: training_assignment_id || null,
            course_id: training_course_id || null,
        });
        Object.assign(this.state, {course, step: 0, answers: {}, result: null});
    }

    get course() {
        return this.state.course;
    }

    get isOpen() {
        return this.course.state === "open";
    }

    /** Pages, then the questions where there are any. */
    get steps() {
        return this.course.pages.length + (this.hasQuestions ? 1 : 0);
    }

    get hasQuestions() {
        return this.course.state !== "done" && this.course.questions.length > 0;
    }

    get page() {
        return this.course.pages[this.state.step];
    }

    get body() {
        // sanitized by the server
        return markup(this.page.body);
    }

    get right() {
        return _t("Right.");
    }

    get wrong() {
        return _t("Not right.");
    }

    get isLast() {
        return this.state.step === this.steps - 1;
    }

    get percent() {
        return Math.round(((this.state.step + 1) / this.steps) * 100);
    }

    get place() {
        return _t("%(step)s of %(steps)s", {step: this.state.step + 1, steps: this.steps});
    }

    get isAnswered() {
        return this.course.questions.every(({id}) => this.state.answers[id]);
    }

    get needed() {
        return Math.ceil((this.course.questions.length * this.course.pass_mark) / 100);
    }

    get documentUrl() {
        const {id, name} = this.course.document;
        return url("/web/content", {
            model: "partner.training.course",
            id,
            field: "document",
            filename: name,
        });
    }

    day(value) {
        return formatDate(deserializeDate(value));
    }

    verdict(question) {
        return this.state.result && this.state.result.questions.find(({id}) => id === question.id);
    }

    /** Once answered: the right answer, and a wrong one that was chosen, stand out. */
    answerClass(question, answer) {
        const verdict = this.verdict(question);
        if (!verdict) {
            return "";
        }
        if (verdict.right_answer_id === answer.id) {
            return "border-success bg-success-subtle";
        }
        return this.state.answers[question.id] === answer.id ? "border-danger" : "";
    }

    choose(question, answer) {
        this.state.answers[question.id] = answer.id;
    }

    go(step) {
        this.state.step = step;
        this.root.el.closest(".o_action")?.scrollTo?.({top: 0});
        this.root.el.scrollTo({top: 0});
    }

    send() {
        return this.once(async () => {
            this.state.result = await this.orm.call(MODEL, "training_answer", [
                [this.course.assignment_id],
                this.state.answers,
            ]);
            this.root.el.scrollTo({top: 0});
        });
    }

    again() {
        Object.assign(this.state, {answers: {}, result: null});
        this.go(this.steps - 1);
    }

    confirm() {
        return this.once(async () => {
            await this.orm.call(MODEL, "training_confirm", [[this.course.assignment_id]]);
            this.state.isConfirmed = true;
        });
    }

    close() {
        return this.action.doAction("customer_data_quality.my_training_action", {
            clearBreadcrumbs: true,
        });
    }
}

registry.category("actions").add("customer_data_quality.training", Training);
