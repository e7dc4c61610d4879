// An identity provider in a process of its own: oidc-provider on a loopback port. Its client is the person: the tests ask for
// a token by client_credentials. Keys are made anew at every start.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import Provider from "oidc-provider";

const [port, person, secret, audience] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const key = (type, options, alg) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: "jwk" }), kid: randomUUID(), alg, use: "sig",
});
const provider = new Provider(issuer, {
  clients: [{
    client_id: person, client_secret: secret, grant_types: ["client_credentials"], redirect_uris: [], response_types: [],
    token_endpoint_auth_method: "client_secret_post",
  }],
  jwks: { keys: [key("rsa", { modulusLength: 2048 }, "RS256"), key("ec", { namedCurve: "P-256" }, "ES256")] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_, resource) => ({
        scope: "api", audience, accessTokenTTL: 600, accessTokenFormat: "jwt",
        jwt: { sign: { alg: resource.endsWith("/es256") ? "ES256" : "RS256" } },
      }),
    },
  },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
