using System.Text;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TargetMgmt.Tests.Sql.Tds;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Tests.Sql.Statements;

/// <summary>A server plans a text with the sizes that stand in it: there are few of them,
/// whatever the values.</summary>
public sealed class StatementParametersTests
{
    [Theory, InlineData(null, 4000), InlineData(0, 4000), InlineData(1, 4000), InlineData(4000, 4000), InlineData(4001,
        -1)]
    public void A_text_has_one_of_two_sizes(int? length, int size) =>
        Assert.Equal(size, SizeOf(new { value = length is { } count ? new string('x', count) : null }));

    [Theory, InlineData(null, 8000), InlineData(0, 8000), InlineData(32, 8000), InlineData(8000, 8000), InlineData(8001,
        -1)]
    public void Bytes_have_one_of_two_sizes(int? length, int size) =>
        Assert.Equal(size, SizeOf(new { value = length is { } count ? new byte[count] : null }));

    [Fact]
    public async Task Batches_of_other_values_are_the_same_texts_to_a_server()
    {
        using var link = LinkedDatabase.Of(null);
        await WriteAndReadAsync(link, "a", 1);
        link.Twin!.Seen.Clear();
        await WriteAndReadAsync(link, "another, which is longer", 7000);
        var texts = Texts(link);
        await WriteAndReadAsync(link, "还有一个", 300);
        Assert.Equal(texts, Texts(link));
        Assert.Contains(texts, t => t.Declared.Contains("nvarchar(4000)", StringComparison.Ordinal));
        Assert.Contains(texts, t => t.Declared.Contains("varbinary(8000)", StringComparison.Ordinal));
    }

    private static int SizeOf(object parameters)
    {
        using var command = new SqlCommand();
        var taken = new StatementParameters("select @value", parameters.GetType());
        taken.Define(command.Parameters, command.CreateParameter);
        taken.Bind(command.Parameters, parameters, -1);
        return command.Parameters[0].Size;
    }

    private static HashSet<(string Text, string Declared)> Texts(LinkedDatabase link) =>
        [.. link.Twin!.Seen.Where(c => c.Declared.Length > 0).Select(c => (c.Text, c.Declared))];

    private static async Task WriteAndReadAsync(LinkedDatabase link, string version, int length)
    {
        const string AddSchemeSql = "insert into colour_scheme (version, log_index) values (@version, @logIndex)";
        var ct = TestContext.Current.CancellationToken;
        var entry = Encoding.UTF8.GetBytes(version.PadRight(length, '.'));
        Assert.True((await link.Db.Queue.CommitAsync([new(entry, [new(AddSchemeSql, new { version })])], ct)).IsStored);
        var queries = new QueryBatch();
        var found = queries.Add("select log_index from colour_scheme where version = @version", new { version },
            (long index) => index);
        await link.Db.ReadAsync(queries, ct);
        Assert.Single(found.Rows);
        Assert.Null(await link.Db.FindAnswerAsync("caller", version, ct)); // one of those that Dapper runs
    }
}
