// Compiled against what openapi-typescript generates; run by TypeScriptClientTests with the service's address, a token per role, and a signed rating.
import createClient from "openapi-fetch";
import type { paths, components } from "./api.js";

const { address, tokens, signedRating } = JSON.parse(process.argv[2]!) as { address: string; tokens: Record<string, string>; signedRating: string };
const as = (role: string) => createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${tokens[role]}` } });
const must = (holds: boolean, what: string) => { if (!holds) throw new Error(`It is not so that ${what}.`); };

const unit: components["schemas"]["PutUnitRequest"] = { name: "试用单位", kind: "department" };
const tried = await as("office").PUT("/api/v1/units/{code}", { params: { path: { code: "SYDW" }, query: { dryRun: true } }, body: unit });
must(tried.data?.receipt === null, "a dry run has no receipt");
const written = await as("office").PUT("/api/v1/units/{code}", { params: { path: { code: "SYDW" } }, body: unit });
must(written.data?.receipt?.log === "government", "a write has a receipt");

const rated = await as("evaluator").POST("/api/v1/ratings", {
  body: signedRating, bodySerializer: text => text, headers: { "Content-Type": "application/jose" },
});
must(rated.data !== undefined && "colour" in rated.data, `a signed rating is taken: ${JSON.stringify(rated.error)}`);

const reported = await as("LSJ").POST("/api/v1/targets/{id}/progress", {
  params: { path: { id: "JA2018-028" } },
  body: { period: "2018-06", value: 3.1, noChange: false, narrative: "按计划推进", signatory: "负责人" },
});
must(reported.data?.value === 3.1 && reported.data.timeliness === "onTime", "what was reported comes back");

const read = await as("auditor").GET("/api/v1/targets/{id}", { params: { path: { id: "JA2018-028" } } });
must(read.data?.targetValue === 7, "the auditor reads a target");
const me = await as("admin").GET("/api/v1/me");
must(me.data?.may.includes("GetMe") === true, "the administrator learns what it may do");
const head = await as("service").GET("/api/v1/progress-facts");
must((head.data?.size ?? 0) > 0, "the other side's process reads the log's head");

const refused = await as("LSJ").PUT("/api/v1/units/{code}", { params: { path: { code: "SYDW" } }, body: unit });
must(refused.response.status === 403 && refused.error?.code === "forbidden", "a refusal has a code");
console.log("every role called");
