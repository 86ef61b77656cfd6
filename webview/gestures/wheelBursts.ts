/** Wheel events that follow each other sooner belong to one movement of the hand. */
const BURST_MILLISECONDS = 250;

let lastWheel = -Infinity;
let lastScroll = -Infinity;
let lastPointerMove = -Infinity;
let burst = 0;
/** What the wheel acts on until it rests: a plot, or the page. */
let owner: EventTarget | null = null;

const passive = { capture: true, passive: true } as const;
addEventListener(
  "pointermove",
  ({ timeStamp }) => {
    lastPointerMove = timeStamp;
  },
  passive,
);
addEventListener(
  "scroll",
  ({ timeStamp }) => {
    lastScroll = timeStamp;
  },
  passive,
);
addEventListener(
  "wheel",
  ({ target, timeStamp }) => {
    const isNew = timeStamp - lastWheel > BURST_MILLISECONDS;
    lastWheel = timeStamp;
    if (!isNew) return;
    burst++;
    // A plot that the page's scrolling has brought under a resting pointer was not pointed at.
    owner = lastScroll > lastPointerMove ? null : target;
  },
  passive,
);

/**
 * The movement of the hand that acts on an element by the wheel, as a number; null when the wheel acts on something
 * else. A scroll of the page that passes over plots goes on, as it does over native scrollers.
 */
export function burstOn(element: EventTarget): number | null {
  return owner === element ? burst : null;
}

/** Leaves the wheel to the page until it has rested. */
export function leaveWheelToPage(): void {
  owner = null;
}
