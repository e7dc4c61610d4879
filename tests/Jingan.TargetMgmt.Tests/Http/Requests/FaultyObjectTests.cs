using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Tests.Government;

namespace Jingan.TargetMgmt.Tests.Http.Requests;

/// <summary>One fault does not hide the others.</summary>
public sealed class FaultyObjectTests
{
    [Fact]
    public void An_object_without_faults_is_the_value()
    {
        var (value, faults) = JsonFaults.Read<Target>(Honest(), []);
        Assert.Empty(faults);
        Assert.Equal(Promise.Qualitative, value);
    }

    [Fact]
    public void Every_fault_is_found_and_each_once()
    {
        var node = Honest();
        (node["id"], node["kind"], node["nature"], node["colour"], node["leadUnit"]) =
            ("ja-1", "定性", 3, "red", JsonNode.Parse("{}"));
        node["plan"] = JsonNode.Parse("""[{"period":"2018年6月","value":"55%"},{"period":"2018-09","value":1}]""");
        node.Remove("title");
        var (value, faults) = JsonFaults.Read<Target>(node, []);
        Assert.Null(value);
        Assert.Equal(
            ["/colour", "/id", "/kind", "/leadUnit", "/nature", "/plan/0/period", "/plan/0/value", "/title"],
            faults.Select(f => f.Pointer).Order(StringComparer.Ordinal));
        Assert.Contains("quantitative、milestone、qualitative", faults.Single(f => f.Pointer == "/kind").Message,
            StringComparison.Ordinal);
        Assert.Contains("binding、anticipated", faults.Single(f => f.Pointer == "/nature").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_member_that_is_missing_is_named() => Assert.Equal(
        ["/field", "/id", "/kind", "/leadUnit", "/level", "/nature", "/source", "/title", "/year"],
        JsonFaults.Read<Target>(new JsonObject(), []).Faults.Select(f => f.Pointer).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_known_already_is_not_missed_again()
    {
        var node = Honest();
        node.Remove("year");
        Assert.Equal([("/year", "known")], JsonFaults.Read<Target>(node, [("/year", "known")]).Faults);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("3")]
    public void What_is_no_object_has_one_fault(string json) =>
        Assert.Equal([""], JsonFaults.Read<Target>(JsonNode.Parse(json), []).Faults.Select(f => f.Pointer));

    [Fact]
    public void Null_is_neither_a_value_nor_faulty()
    {
        var (value, faults) = JsonFaults.Read<Target>(null, []);
        Assert.Null(value);
        Assert.Empty(faults);
    }

    [Fact]
    public void There_is_an_end_to_it()
    {
        var node = Honest();
        node["nodes"] = new JsonArray([.. Enumerable.Range(0, 500).Select(_ => (JsonNode)"x")]);
        Assert.Equal(20, JsonFaults.Read<Target>(node, [], 20).Faults.Count);
    }

    private static JsonObject Honest() =>
        JsonSerializer.SerializeToNode(Promise.Qualitative, WireJson.Options)!.AsObject();
}
