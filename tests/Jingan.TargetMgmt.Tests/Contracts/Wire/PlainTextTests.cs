using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Signing.Claims;

namespace Jingan.TargetMgmt.Tests.Contracts.Wire;

/// <summary>No text that comes in has characters that cannot be seen, and no two people have one name.</summary>
public sealed class PlainTextTests
{
    private static readonly string[] Hidden =
    [
        "\u202E", "\u2066", "\u200B", "\u200D", "\uFEFF", "\u00AD", "\u061C", "\u2028", "\u3164", "\U000E0041",
    ];

    // What requests and signed claims are made of, wherever they stand:
    // a member that is added later is in the table by itself.
    public static TheoryData<string, string> Members()
    {
        var data = new TheoryData<string, string>();
        foreach (var type in Bodies())
        {
            foreach (var member in type.GetProperties()
                .Where(p => p.PropertyType == typeof(string) && p.GetIndexParameters().Length == 0 && p.CanWrite))
            {
                data.Add(type.AssemblyQualifiedName!, member.Name);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Members))]
    public void Every_string_member_of_every_body_refuses_them(string type, string member)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(member);
        foreach (var hidden in Hidden)
        {
            var body = new JsonObject { [name] = $"甲{hidden}乙" };
            var fault = Assert.Throws<JsonException>(() =>
                JsonSerializer.Deserialize(body.ToJsonString(), Type.GetType(type)!, WireJson.Requests));
            Assert.Equal((400, $"/{name}"), (RequestErrors.FromJson(fault).StatusCode!.Value,
                RequestErrors.FromJson(fault).Errors!.Keys.Single()));
        }
    }

    [Fact]
    public void So_do_parts_that_are_read_later_and_names_of_members()
    {
        foreach (var body in (string[])["""{"a":["x\u202E"]}""", """{"a\u200B":1}""", """[{"b":"\u2066"}]"""])
        {
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<JsonElement>(body, WireJson.Requests));
        }

        Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize<Dictionary<string, decimal>>("""{"no\u200Bdes":1}""", WireJson.Requests));
    }

    [Fact]
    public void A_chosen_form_of_a_character_is_prose_and_what_is_logged_is_read_as_it_is()
    {
        Assert.Null(PlainText.Fault("葛\U000E0100城 ❤\uFE0F 😀"));
        Assert.NotNull(PlainText.Fault("葛\U000E0100城", isName: true));
        Assert.Equal("甲\u202E", JsonSerializer.Deserialize<string>("\"甲\u202E\"", WireJson.Options));
    }

    [Theory]
    [InlineData("王五", "王 五")]
    [InlineData("Wang", "wang")]
    [InlineData("Ｗａｎｇ", "wang")]
    [InlineData("wаng", "wang")] // Cyrillic а
    [InlineData("ΡΑΝ", "pan")] // Greek capitals
    [InlineData("AIice", "Alice")] // capital I
    [InlineData("lsj-0", "lsj-O")]
    [InlineData("ﬁrm", "firm")]
    public void Names_that_people_cannot_tell_apart_are_one(string one, string other) =>
        Assert.True(PersonName.AreAlike(one, other));

    [Theory]
    [InlineData("王五", "王六")]
    [InlineData("lsj-1", "lsj-2")]
    [InlineData("GTJ", "GSJ")]
    public void Others_are_not(string one, string other) => Assert.False(PersonName.AreAlike(one, other));

    [Theory, InlineData("service"), InlineData("Ｓervice"), InlineData("ANONYMOUS"), InlineData("seeds"), InlineData(
        "*"), InlineData(" "), InlineData("王\u200B五"), InlineData("王\u202E五")]
    public void Nobody_has_the_services_name_or_one_that_hides_something(string name) =>
        Assert.NotNull(PersonName.Fault(name, 64));

    // A name that looks like another's would stand in the log in his place.
    [Fact]
    public void Of_two_lines_whose_names_look_alike_neither_counts()
    {
        AccessToken Line(
            string name, char digit) => new(name, Role.Auditor, null, new(digit, 64), "2099-01-01T00:00:00.000Z");
        var (usable, refused) = AccessTokenFile.Sort([Line("wang", '1'), Line("wаng", '2'), Line("li", '3')]);
        Assert.Equal(["li"], usable.Select(t => t.Name));
        Assert.Equal(2, refused.Count);
    }

    private static IEnumerable<Type> Bodies() =>
    [
        typeof(Target), typeof(Unit), typeof(ReportingPeriod), typeof(NodeState), typeof(Divergence),
        .. new[]
        {
            typeof(GovernmentModule).Assembly, typeof(EvaluationModule).Assembly, typeof(RatingClaims).Assembly,
        }.SelectMany(a => a.GetTypes()).Where(t =>
            t is { IsAbstract: false, IsInterface: false }
            && (t.Name == "Request" || typeof(ISignedClaims).IsAssignableFrom(t))),
    ];
}
