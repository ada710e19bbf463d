/** Workers may die at the same work this often, by accident: after that it may be what kills them. */
export const DEATHS = 3;
