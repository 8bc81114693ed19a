/** Where the places stand on the map: plain geometry, no component. */

const WIDTH = 760;
const HEIGHT = 560;
const SMALLEST = 16;
const LARGEST = 46;
const THICKEST = 12;
const CENTRE_RADIUS = 54;
const BEND = 220;

export const size = {width: WIDTH, height: HEIGHT, centre: {x: WIDTH / 2, y: HEIGHT / 2 - 8, r: CENTRE_RADIUS}};

/** The path of an arc from the top of a circle, clockwise. */
function arc({x, y, r}, share) {
    if (share <= 0) {
        return "";
    }
    // a full circle has no end that differs from its start
    const angle = 2 * Math.PI * Math.min(share, 0.9999);
    const end = [x + r * Math.sin(angle), y - r * Math.cos(angle)];
    return `M ${x} ${y - r} A ${r} ${r} 0 ${angle > Math.PI ? 1 : 0} 1 ${end[0]} ${end[1]}`;
}

/**
 * @param {Object[]} sources with people and connected
 * @returns {Object[]} the same with x, y, r, arc, share and the width of the line to the contacts
 */
export function placed(sources) {
    const most = Math.max(1, ...sources.map((source) => source.people));
    return sources.map((source, index) => {
        const angle = (2 * Math.PI * index) / sources.length + Math.PI;
        const place = {
            x: size.centre.x + 285 * Math.cos(angle),
            y: size.centre.y + 195 * Math.sin(angle),
            r: SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(source.people / most),
        };
        const share = source.people ? source.connected / source.people : 0;
        return {
            ...source,
            ...place,
            share: Math.round(100 * share),
            arc: arc(place, share),
            line: source.connected ? 1 + THICKEST * Math.sqrt(source.connected / most) : 0,
        };
    });
}

/** Where a curve between two places bends to: away from the middle, where the lines to the contacts are. */
function bentOutwards(from, to) {
    const {x, y} = size.centre;
    const middle = {x: (from.x + to.x) / 2 - x, y: (from.y + to.y) / 2 - y};
    const length = Math.hypot(middle.x, middle.y);
    if (length < BEND / 4) {
        const distance = Math.hypot(to.x - from.x, to.y - from.y);
        return {x: x - (BEND * (to.y - from.y)) / distance, y: y + (BEND * (to.x - from.x)) / distance};
    }
    const factor = Math.max(1.4, BEND / length);
    return {x: x + middle.x * factor, y: y + middle.y * factor};
}

/**
 * @param {Object[]} overlaps with a, b and people
 * @param {Object[]} places as of `placed`
 * @returns {Object[]} curves between the places that share people
 */
export function curves(overlaps, places) {
    const byId = Object.fromEntries(places.map((place) => [place.id, place]));
    const most = Math.max(1, ...overlaps.map((overlap) => overlap.people));
    return overlaps
        .filter(({a, b}) => byId[a] && byId[b])
        .map(({a, b, people}) => {
            const [from, to] = [byId[a], byId[b]];
            const bend = bentOutwards(from, to);
            return {
                key: `${a}-${b}`,
                from: from.name,
                to: to.name,
                people,
                width: 1 + (THICKEST - 4) * Math.sqrt(people / most),
                path: `M ${from.x} ${from.y} Q ${bend.x} ${bend.y} ${to.x} ${to.y}`,
            };
        });
}

/** The points of a line through shares of 0 to 100 in a box. */
export function trendPoints(trend, width, height) {
    const step = width / Math.max(1, trend.length - 1);
    return trend.map(([, share], index) => `${index * step},${height - (height * share) / 100}`).join(" ");
}
