/** Where reminders are switched off. */
export const REMINDERS_HREF = "/account#reminders";

/** What a person’s reminder of a day is known by among the mails; without a day, what all of them begin with. */
export const reminderKey = (userId: string, day = ""): string => `practice.due ${userId} ${day}`;
