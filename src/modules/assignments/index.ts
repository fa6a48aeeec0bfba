export { assignmentsRoutes } from './routes.ts';
export { AssignmentFollower } from './service/follow.ts';
