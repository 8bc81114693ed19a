/**
 * Do one thing at a time: what is asked for meanwhile, as by a second click, is left out.
 *
 * @param {Object} state of the component; `isBusy` in it says that something is being done
 * @returns {Function} takes what to do
 */
export function useOnce(state) {
    return async (act) => {
        if (state.isBusy) {
            return;
        }
        state.isBusy = true;
        try {
            await act();
        } finally {
            state.isBusy = false;
        }
    };
}
