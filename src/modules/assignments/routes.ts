import { routes } from '../../kernel/handling.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { assignmentsContract, assignmentsProblems } from './contract.ts';
import { assignmentsSheet, objectsSheet } from './service/exports.ts';
import { give, preview } from './service/give.ts';
import { listAssignments, objectsOf, oneAssignment, withdrawAssignment } from './service/views.ts';

export const assignmentsRoutes = ({ city }: { readonly city: () => LiveCity }) =>
  routes<typeof assignmentsContract, Caller>(
    'assignments',
    assignmentsContract,
    {
      assignmentPreview: ({ caller, query }) => preview(city(), caller, query),
      giveAssignment: ({ caller, body }) => give(city(), caller, body),
      assignments: ({ caller, query }) => listAssignments(city(), caller, query),
      assignmentsExport: ({ caller, query }) => assignmentsSheet(city(), caller, query),
      assignment: ({ caller, params }) => oneAssignment(city(), caller, params.id),
      assignmentObjects: ({ caller, params, query }) => objectsOf(city(), caller, params.id, query),
      assignmentObjectsExport: ({ caller, params, query }) =>
        objectsSheet(city(), caller, params.id, query),
      withdrawAssignment: ({ caller, params, body }) =>
        withdrawAssignment(city(), caller, params.id, body),
    },
    assignmentsProblems,
  );
