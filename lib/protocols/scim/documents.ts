import { schemas } from "./definitions";
import { MOST_LISTED } from "./messages";

/** What Calot can do by SCIM (RFC 7643, section 5). */
export const serviceProviderConfig = (base: string): object => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: MOST_LISTED },
  changePassword: { supported: false },
  sort: { supported: true },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: "oauthbearertoken",
      name: "Bearer token",
      description: "A token that Calot makes for each connection, in the Authorization header",
      primary: true,
    },
  ],
  meta: { resourceType: "ServiceProviderConfig", location: `${base}/ServiceProviderConfig` },
});

/** The kinds of resources there are (RFC 7643, section 6). */
export const resourceTypes = (base: string): readonly { readonly id: string }[] =>
  ([schemas.User, schemas.Group] as const).map(({ definition: { name, id, description } }) => ({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
    id: name,
    name,
    description,
    endpoint: `/${name}s`,
    schema: id,
    meta: { resourceType: "ResourceType", location: `${base}/ResourceTypes/${name}` },
  }));

type Described = {
  readonly name: string;
  readonly required?: boolean;
  readonly subAttributes?: readonly Described[] | undefined;
};

/** An account has an address: a person without one is only taken where `userName` is one. */
const saidToBeRequired = (attribute: Described): Described =>
  attribute.name === "emails"
    ? {
        ...attribute,
        required: true,
        subAttributes: attribute.subAttributes?.map((each) =>
          each.name === "value" ? { ...each, required: true } : each,
        ),
      }
    : attribute;

/** What each kind is made of (RFC 7643, section 7). */
export const schemaDocuments = (base: string): readonly { readonly id: string }[] =>
  Object.values(schemas).map(({ definition }) => {
    const described = definition.describe(`${base}/Schemas`);
    const attributes = JSON.parse(JSON.stringify(described.attributes)) as readonly Described[];
    return { ...described, attributes: attributes.map(saidToBeRequired) };
  });

/** A list of documents: no filter, one page. */
export const listOf = (resources: readonly object[]): object => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
  totalResults: resources.length,
  startIndex: 1,
  itemsPerPage: resources.length,
  Resources: resources,
});
