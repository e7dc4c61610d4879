using System.Text.Json;
using CsCheck;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Tests.Http.Requests;

public sealed class JsonPointerTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("$", "")]
    [InlineData("$.plan", "/plan")]
    [InlineData("$.plan[0].value", "/plan/0/value")]
    [InlineData("$[2]", "/2")]
    [InlineData("$['odd name'].x", "/odd name/x")]
    [InlineData("$['a.b'][1]['c[d']", "/a.b/1/c[d")]
    [InlineData("$['a/b~c']", "/a~1b~0c")]
    [InlineData("$.目标", "/目标")]
    public void A_serializers_path_becomes_a_pointer(string? path, string pointer) =>
        Assert.Equal(pointer, JsonPointer.FromJsonPath(path));

    [Theory]
    [InlineData("", "")]
    [InlineData("Plan", "/plan")]
    [InlineData("Plan[0].Value", "/plan/0/value")]
    [InlineData("CoUnits[12].Unit", "/coUnits/12/unit")]
    public void A_validators_path_becomes_a_pointer_in_camel_case(string path, string pointer) =>
        Assert.Equal(pointer, JsonPointer.FromPropertyPath(path));

    // The names come from whoever sent the body.
    [Fact]
    public void No_path_breaks_it() =>
        Gen.String["$.[]'~/ab0"].Sample(path => JsonPointer.FromJsonPath(path) is { } pointer
            && (pointer.Length == 0 || pointer[0] == '/') && JsonPointer.FromPropertyPath(path) is not null);

    [Theory]
    [InlineData("""{"unit":"LSJ","part":"x","odd name":1}""", "/odd name")]
    [InlineData("""{"unit":"LSJ","part":"x","a/b":1}""", "/a~1b")]
    [InlineData("""{"unit":"LSJ","part":"x","Part":"y"}""", "/Part")]
    [InlineData("""{"unit":"LSJ","part":"x","part":"y"}""", "/part")]
    [InlineData("""{"unit":"LSJ","part":7}""", "/part")]
    [InlineData("""{"unit":"LSJ","part":null}""", "/part")]
    [InlineData("""{"unit":"绿化局","part":"x"}""", "/unit")]
    [InlineData("""{"unit":"LSJ","part":"x","due":"2018-02-30"}""", "/due")]
    [InlineData("""{}""", "/unit")]
    public void Whatever_the_serializer_refuses_is_named_by_its_member(string json, string pointers)
    {
        var fault = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<CoUnit>(json, WireJson.Options));
        Assert.Equal(pointers, string.Join(' ', RequestErrors.FromJson(fault).Errors!.Keys));
    }
}
