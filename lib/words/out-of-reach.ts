/** What marks the failure of a page that could not be made for want of the database, on its way to the browser. */
export const OUT_OF_REACH = "out-of-reach";
