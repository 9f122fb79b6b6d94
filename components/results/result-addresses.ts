export const resultsUrl = (assignmentId: string): string => `/assignments/${assignmentId}/results`;

export const resultCaseUrl = (assignmentId: string, caseId: string): string =>
  `${resultsUrl(assignmentId)}/cases/${caseId}`;

export const resultAttemptUrl = (assignmentId: string, attemptId: string): string =>
  `${resultsUrl(assignmentId)}/attempts/${attemptId}`;

export const exportUrl = (assignmentId: string, query: string): string =>
  `/api/results/${assignmentId}/export?${query}`;
