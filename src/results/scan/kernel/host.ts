/** What Number() makes of the ASCII characters in [start, end) of the chunk. */
export declare function numberOf(start: i32, end: i32): f64;

/** The slot of the key that is the JSON string in [start, end) of the chunk, by the names with that number. */
export declare function slotOfKey(names: i32, start: i32, end: i32): i32;

/** Math.exp and Math.log themselves, which engines do not round alike. */
export declare function exp(x: f64): f64;
export declare function log(x: f64): f64;
