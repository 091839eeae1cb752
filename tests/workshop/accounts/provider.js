// A real OpenID Connect provider on a free port, whose one person and clock a test can change:
// node provider.js CLIENT_SITE. POST /control takes {"person": {...} or null, "clock": seconds}.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const site = process.argv[2];
const SCOPE = "openid profile email groups offline_access";
const kept = { person: null };
const realNow = Date.now;

function takeControl(request, response) {
  let body = "";
  request.on("data", (part) => { body += part; });
  request.on("end", () => {
    const { clock, ...rest } = JSON.parse(body);
    Object.assign(kept, rest);
    if (clock !== undefined) Date.now = () => realNow() + clock * 1000;
    response.end("{}");
  });
}

function findAccount(_context, sub) {
  if (kept.person?.sub !== sub) return undefined;
  return { accountId: sub, claims: () => kept.person };
}

async function grantAll(context) {
  const { client, provider, session } = context.oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPE);
  await grant.save();
  return grant;
}

function makeProvider(issuer) {
  return new Provider(issuer, {
    clients: [{
      client_id: "polshoogte",
      client_secret: "een-geheim-van-de-proef",
      redirect_uris: [`${site}/desk/login/provider/back/`],
      post_logout_redirect_uris: [`${site}/desk/login/`],
      grant_types: ["authorization_code", "refresh_token"],
      token_endpoint_auth_method: "client_secret_post",
    }],
    claims: { openid: ["sub"], profile: ["preferred_username"], email: ["email"], groups: ["groups"] },
    scopes: SCOPE.split(" "),
    conformIdTokenClaims: process.argv[3] !== "in-token",
    cookies: { keys: ["van de proef"] },
    features: { devInteractions: { enabled: false } },
    findAccount,
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    issueRefreshToken: () => true,
    loadExistingGrant: grantAll,
    pkce: { required: () => true },
  });
}

function interact(provider, request, response) {
  const result = kept.person === null
    ? { error: "access_denied" }
    : { login: { accountId: kept.person.sub } };
  provider.interactionFinished(request, response, result).catch((problem) => {
    response.writeHead(500).end(String(problem));
  });
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = makeProvider(issuer);
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (request.url === "/control") takeControl(request, response);
    else if (request.url.startsWith("/interaction/")) interact(provider, request, response);
    else answer(request, response);
  });
  console.log(issuer);
});
