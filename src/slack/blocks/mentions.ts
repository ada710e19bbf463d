/** A person, called on; undefined for what isn't a user's id, so that nothing else can become a mention. */
export function byUser(id: string): string | undefined {
  return /^[UW][A-Z0-9]{1,20}$/.test(id) ? `by <@${id}>` : undefined;
}

/** A user group, called on; undefined for what isn't the id of one. */
export function groupMention(id: string | undefined): string | undefined {
  return id !== undefined && /^S[A-Z0-9]{1,20}$/.test(id) ? `<!subteam^${id}>` : undefined;
}
