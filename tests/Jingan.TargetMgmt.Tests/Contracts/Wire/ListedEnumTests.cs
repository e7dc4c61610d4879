using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Tests.Contracts.Wire;

/// <summary>Enums over the wire: one text each, and a refusal that lists them.</summary>
public sealed class ListedEnumTests
{
    public static TheoryData<Type> Enums => [.. typeof(Target).Assembly.GetExportedTypes().Where(t => t.IsEnum)];

    [Theory, MemberData(nameof(Enums))]
    public void Every_value_comes_back_from_its_text(Type type) =>
        Assert.All(Enum.GetValues(type).Cast<object>(), value =>
    {
        var text = JsonSerializer.Serialize(value, type, WireJson.Options);
        Assert.Equal(JsonNamingPolicy.CamelCase.ConvertName($"{value}"), JsonNode.Parse(text)!.GetValue<string>());
        Assert.Equal(value, JsonSerializer.Deserialize(text, type, WireJson.Requests));
        // as it always was
        Assert.Equal(value, JsonSerializer.Deserialize(text.ToUpperInvariant(), type, WireJson.Requests));
    });

    [Theory, MemberData(nameof(Enums))]
    public void What_is_no_value_is_refused_with_all_that_are(Type type)
    {
        foreach (var wrong in (string[])["\"定性\"", "\"\"", "0", "1.5", "true", "null", "{}", "[1]", "\"a, b\""])
        {
            var refused = Assert.Throws<RefusedValueException>(() =>
                JsonSerializer.Deserialize(wrong, type, WireJson.Requests));
            Assert.All(ListedEnumConverter.TextsOf(type), text =>
                Assert.Contains(text, refused.Reason.Zh, StringComparison.Ordinal));
            Assert.All(ListedEnumConverter.TextsOf(type), text =>
                Assert.Contains(text, refused.Reason.En, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Where_there_may_be_none_null_is_none() =>
        Assert.Null(JsonSerializer.Deserialize<Direction?>("null", WireJson.Requests));

    [Fact]
    public void An_enum_may_be_a_key()
    {
        var counts = new Dictionary<TargetKind, int> { [TargetKind.Milestone] = 2 };
        var text = JsonSerializer.Serialize(counts, WireJson.Options);
        Assert.Equal("""{"milestone":2}""", text);
        Assert.Equal(counts, JsonSerializer.Deserialize<Dictionary<TargetKind, int>>(text, WireJson.Options));
    }
}
