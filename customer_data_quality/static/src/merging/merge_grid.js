const STEPS = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
};

function place(cell) {
    return [Number(cell.dataset.row), Number(cell.dataset.column)];
}

/**
 * Move through the values by arrow keys, as in a table: past what is blank, and to the nearest column in the next row.
 *
 * @param {KeyboardEvent} ev from within an element whose cells have data-row and data-column
 */
export function moveInGrid(ev) {
    const step = STEPS[ev.key];
    const from = ev.target.closest("[data-row]");
    if (!step || !from || ev.target.matches("input, select, textarea")) {
        return;
    }
    const [row, column] = place(from);
    const cells = [...ev.currentTarget.querySelectorAll("[data-row]")].filter(
        (cell) => cell !== from
    );
    const [down, right] = step;
    const ahead = cells.filter((cell) => {
        const [otherRow, otherColumn] = place(cell);
        return down
            ? (otherRow - row) * down > 0
            : otherRow === row && (otherColumn - column) * right > 0;
    });
    const distance = (cell) => {
        const [otherRow, otherColumn] = place(cell);
        return Math.abs(otherRow - row) * 1000 + Math.abs(otherColumn - column);
    };
    const next = ahead.sort((one, other) => distance(one) - distance(other))[0];
    if (next) {
        next.focus();
        next.scrollIntoView({block: "nearest", inline: "nearest"});
    }
    ev.preventDefault();
    ev.stopPropagation();
}
