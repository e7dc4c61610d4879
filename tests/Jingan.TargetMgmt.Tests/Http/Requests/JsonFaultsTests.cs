using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Tests.Http.Requests;

/// <summary>A text with several faults is told all of them at once.</summary>
public sealed class JsonFaultsTests
{
    private const string Rest =
        "\"id\":\"JA2018-001\",\"year\":2018,\"level\":\"departmental\",\"field\":\"领域\",\"title\":\"题\","
        + "\"nature\":\"binding\",\"kind\":\"milestone\",\"leadUnit\":\"LSJ\",\"source\":\"自拟\"";

    public static TheoryData<string, string[]> Faulty => new()
    {
        { "{" + Rest + ",\"baseline\":\"55%\",\"provisional\":\"是\"}", ["/baseline", "/provisional"] },
        { "{" + Rest + ",\"plan\":[{\"period\":\"2018-6\",\"value\":1},{\"period\":\"2018-06\"},7],\"owner\":1}", [
            "/plan/0/period", "/plan/1/value", "/plan/2", "/owner"] },
        { "{\"id\":\"x\",\"year\":\"2018\"}", ["/id", "/year", "/level", "/field", "/title", "/nature", "/kind",
            "/leadUnit", "/source"] },
        { "{" + Rest
            + ",\"nodes\":[{\"code\":\"N1\",\"title\":null,\"due\":\"6月30日\"}],\"coUnits\":{},\"suspension\":[]}",
            ["/nodes/0/title", "/nodes/0/due", "/coUnits", "/suspension"] },
        { "{" + Rest + ",\"direction\":\"up\",\"direction\":\"down\",\"weight\":\"a\"}", ["/direction"] },
        { "{" + Rest + ",\"weight\":", ["/weight"] },
        { "[]", [""] },
        { "null", [""] },
    };

    [Theory, MemberData(nameof(Faulty))]
    public void Every_fault_is_told_where_it_stands(string json, string[] pointers)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var first = json == "null"
            ? new JsonException("null")
            : Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Target>(text, WireJson.Requests));

        Assert.Equal(pointers.Order(StringComparer.Ordinal), JsonFaults.Of(text, typeof(Target), first).Errors!.Keys
            .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"direction\":\"up\"", "is \"up\"; write one of increase, decrease, notExceed, maintain")]
    [InlineData("\"provisional\":1", "is \"1\"; write one of true, false")]
    [InlineData("\"nodes\":[{\"code\":\"N1\",\"title\":\"开工\",\"due\":\"2018年6月30日\"}]",
        "is \"2018年6月30日\"; a date is written 2018-06-30")]
    public void A_refusal_of_a_value_lists_what_may_be_written(string member, string message)
    {
        System.Globalization.CultureInfo.CurrentUICulture = new("en");
        var text = Encoding.UTF8.GetBytes("{" + Rest + "," + member + "}");
        var first = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Target>(text, WireJson.Requests));

        Assert.Equal([message], JsonFaults.Of(text, typeof(Target), first).Errors!.Values.Single());
    }
}
