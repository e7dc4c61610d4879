using System.Text;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>A unit that files revision after revision on its target.</summary>
internal sealed class Reporter(Library library, (string Id, string Token) target) : Writer(target.Id)
{
    protected override HttpRequestMessage NewRequest(string mark)
    {
        var body = new JsonObject
        {
            ["period"] = library.Period,
            ["value"] = 1,
            ["narrative"] = mark,
            ["signatory"] = "负责人",
        };
        return Library.Request(HttpMethod.Post, $"/api/v1/targets/{target.Id}/progress", target.Token,
            new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
    }
}
