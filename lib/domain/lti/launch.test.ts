import { describe, expect, it } from "vitest";
import { claimNames, readLaunch, roleNames } from "./launch";

const course = "http://purl.imsglobal.org/vocab/lis/v2/membership#";

const claims = {
  sub: "user-1",
  name: "Ada Vesalius",
  [claimNames.messageType]: "LtiResourceLinkRequest",
  [claimNames.version]: "1.3.0",
  [claimNames.deployment]: "1",
  [claimNames.roles]: [`${course}Learner`],
  [claimNames.resourceLink]: { id: "link-1", title: "Exam" },
  [claimNames.context]: { id: "course-1", title: "Surgery" },
  [claimNames.members]: { context_memberships_url: "https://lms.example/members?course=1" },
  [claimNames.custom]: { calot_template: "b7a8f0ce-0d07-4bcb-8f6d-0d6b8e8b4b11" },
  [claimNames.endpoint]: {
    scope: ["a"],
    lineitems: "https://lms.example/items?type_id=1",
    lineitem: "https://lms.example/items/5/lineitem?type_id=1",
  },
};

const problemOf = (over: object) => {
  const read = readLaunch({ ...claims, ...over });
  return "problem" in read ? read.problem : null;
};

describe("a launch", () => {
  it("of a link says what was opened, by whom, and where grades go", () => {
    expect(readLaunch(claims)).toEqual({
      launch: {
        subject: "user-1",
        name: "Ada Vesalius",
        email: null,
        deploymentId: "1",
        roles: ["Learner", `${course}Learner`],
        contextId: "course-1",
        contextTitle: "Surgery",
        membersAddress: "https://lms.example/members?course=1",
        opened: {
          kind: "link",
          resourceLinkId: "link-1",
          title: "Exam",
          templateId: "b7a8f0ce-0d07-4bcb-8f6d-0d6b8e8b4b11",
          grades: {
            scopes: ["a"],
            lineItems: "https://lms.example/items?type_id=1",
            lineItem: "https://lms.example/items/5/lineitem?type_id=1",
          },
        },
      },
    });
  });

  it("may do without a context, a name, grades and parameters", () => {
    const [context, endpoint, custom] = [claimNames.context, claimNames.endpoint, claimNames.custom];
    const read = readLaunch({ ...claims, name: null, [context]: null, [endpoint]: undefined, [custom]: {} });
    expect(read).toMatchObject({
      launch: { name: null, contextId: null, opened: { grades: null, templateId: null } },
    });
  });

  it.each([
    ["without who it is", { sub: undefined }],
    ["of another version", { [claimNames.version]: "1.2.0" }],
    ["of another type", { [claimNames.messageType]: "LtiSubmissionReviewRequest" }],
    ["without a deployment", { [claimNames.deployment]: "" }],
    ["without a link", { [claimNames.resourceLink]: undefined }],
    ["with roles that are none", { [claimNames.roles]: "Learner" }],
    ["whose grades go elsewhere", { [claimNames.endpoint]: { scope: [], lineitem: "http://lms.example/1" } }],
    ["whose grades go to no address", { [claimNames.endpoint]: { scope: [], lineitem: "file:///etc" } }],
  ])("%s is refused", (_what, over) => {
    expect(problemOf(over)).not.toBeNull();
  });

  it("of a choice says where the answer goes", () => {
    const settings = { deep_link_return_url: "https://lms.example/back", accept_types: ["ltiResourceLink"] };
    const choice = {
      ...claims,
      [claimNames.messageType]: "LtiDeepLinkingRequest",
      [claimNames.deepLinking]: { ...settings, data: "csrf" },
    };
    expect(readLaunch(choice)).toMatchObject({
      launch: { opened: { kind: "choice", returnAddress: "https://lms.example/back", data: "csrf" } },
    });
    // Platforms want back what they like.
    const data = { unit: ["a", null] };
    expect(readLaunch({ ...choice, [claimNames.deepLinking]: { ...settings, data } })).toMatchObject({
      launch: { opened: { data } },
    });
    const files = { ...settings, accept_types: ["file"] };
    expect(readLaunch({ ...choice, [claimNames.deepLinking]: files })).toHaveProperty("problem");
  });
});

it("a role of the whole institution is none of the course", () => {
  const person = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor";
  expect(roleNames([person])).toEqual([person]);
  expect(roleNames(["Instructor", `${course}Learner`])).toEqual([
    "Instructor",
    "Learner",
    `${course}Learner`,
  ]);
});
