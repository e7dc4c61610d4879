using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Tests.Signing;

public sealed class CanonicalJsonTests
{
    // The strings and the order of RFC 8785, sections 3.2.2.2 and 3.2.3.
    [Theory]
    [InlineData("""{"b":1, "a":[ true ,null,false,{},[] ],"":-7}""", """{"":-7,"a":[true,null,false,{},[]],"b":1}""")]
    [InlineData("""{"s":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}""", """{"s":"€$\u000f\nA'B\"\\\\\"/"}""")]
    [InlineData("""{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}""",
        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}")]
    [InlineData("[9007199254740991,-9007199254740991,0]", "[9007199254740991,-9007199254740991,0]")]
    [InlineData("\"\u2028\u007f<>&+\"", "\"\u2028\u007f<>&+\"")]
    public void Equal_documents_have_equal_bytes(string json, string canonical)
    {
        var bytes = Write(json);
        Assert.Equal(canonical, Encoding.UTF8.GetString(bytes));
        Assert.Equal(bytes, Write(canonical));
        Assert.True(CanonicalJson.Is(bytes));
        Assert.Equal(json == canonical, CanonicalJson.Is(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("-0")]
    [InlineData("9007199254740992")]
    [InlineData("-9223372036854775808")]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udc00\":1}")]
    public void What_has_no_one_form_here_is_refused(string json)
    {
        Assert.Throws<FormatException>(() => Write(json));
        Assert.False(CanonicalJson.Is(Encoding.UTF8.GetBytes(json)));
    }

    private static byte[] Write(string json)
    {
        using var document = JsonDocument.Parse(json);
        return CanonicalJson.Write(document.RootElement);
    }
}
