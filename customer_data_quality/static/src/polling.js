import {browser} from "@web/core/browser/browser";
import {onMounted, onWillUnmount} from "@odoo/owl";

/**
 * Ask the server once a component is shown, and again while there is something to wait for.
 *
 * @param {Object} polling
 * @param {Function} polling.ask returns what the server says
 * @param {Function} polling.show takes it over and returns whether to ask again; not called once the component is gone
 * @param {Number} polling.ms between two questions
 * @returns {Object} `now` and `later` ask besides
 */
export function usePolling({ask, show, ms}) {
    let timer = null;
    let isStopped = false;

    async function now() {
        browser.clearTimeout(timer);
        const answer = await ask();
        if (!isStopped && (await show(answer))) {
            later();
        }
    }

    function later() {
        // another question may have been asked meanwhile
        browser.clearTimeout(timer);
        if (!isStopped) {
            timer = browser.setTimeout(now, ms);
        }
    }

    onMounted(now);
    onWillUnmount(() => {
        isStopped = true;
        browser.clearTimeout(timer);
    });
    return {now, later};
}
