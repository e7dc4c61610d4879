using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>How far into the log an endpoint has been told.</summary>
internal sealed record WebhookPosition(long Version, long NextIndex);

/// <summary>The SQL of webhooks, on either side. The rows are written over, and none is ever taken away.</summary>
internal static class WebhookStore
{
    private const string PositionSql = """
        select version as Version, next_index as NextIndex
        from webhook_position_current
        where endpoint = @endpoint
        """;

    /// <summary>No row before the endpoint was first seen.</summary>
    public static QueryResult<WebhookPosition> AddPosition(QueryBatch queries, string endpoint) =>
        queries.Add(PositionSql, new { endpoint }, (WebhookPosition p) => p);

    private const string AddPositionSql = """
        insert into webhook_position_current (endpoint, version, next_index)
        values (@endpoint, 1, @nextIndex)
        """;

    /// <summary>Where an endpoint begins; it conflicts when it has begun.</summary>
    public static Statement ToBegin(string endpoint, long nextIndex) =>
        new(AddPositionSql, new { endpoint, nextIndex });

    private const string MoveSql = """
        update webhook_position_current
        set version = version + 1, next_index = @nextIndex
        where endpoint = @endpoint and version = @version
        """;

    /// <summary>It conflicts when somebody else has moved it.</summary>
    public static Statement ToMove(string endpoint, WebhookPosition before, long nextIndex) =>
        new(MoveSql, new { endpoint, version = before.Version, nextIndex });

    private const string AddSql = """
        insert into webhook_message_current (endpoint, id, version, type, body, made_at, until_at, attempts, next_at,
            state)
        values (@endpoint, @id, 1, @type, @body, @madeAt, @untilAt, 0, @nextAt, 'waiting')
        """;

    /// <summary>It conflicts when the endpoint has that message already.</summary>
    public static Statement ToAdd(WebhookMessage message) => new(AddSql, new
    {
        endpoint = message.Endpoint, id = message.Id, type = message.Type, body = message.Body,
        madeAt = message.MadeAt, untilAt = message.UntilAt, nextAt = message.NextAt,
    });

    private const string TakeSql = """
        update webhook_message_current
        set version = version + 1, attempts = attempts + 1, next_at = @nextAt
        where endpoint = @endpoint and id = @id and version = @version and state = 'waiting'
        """;

    /// <summary>Counts an attempt before it is made, and keeps others away until then; it conflicts when somebody else
    /// was first.</summary>
    public static Statement ToTake(WebhookMessage message, DateTimeOffset until) => new(TakeSql, new
    {
        endpoint = message.Endpoint, id = message.Id, version = message.Version, nextAt = UtcText.Format(until),
    });

    private const string SaveSql = """
        update webhook_message_current
        set version = version + 1, attempts = @attempts, until_at = @untilAt, next_at = @nextAt, state = @state,
            last_answer = @lastAnswer
        where endpoint = @endpoint and id = @id and version = @version
        """;

    /// <summary>How a message stands from now on; it conflicts when somebody else has written over it.</summary>
    /// <param name="message">With the version that is written over.</param>
    public static Statement ToSave(WebhookMessage message) => new(SaveSql, new
    {
        endpoint = message.Endpoint, id = message.Id, version = message.Version, attempts = message.Attempts,
        untilAt = message.UntilAt, nextAt = message.NextAt, state = DbText.Of(message.State),
        lastAnswer = message.LastAnswer,
    });

    /// <summary>A unit that has no entry: none of this is anybody's fact.</summary>
    public static CommitUnit ToCommit(params IReadOnlyList<Statement> statements) => new(null, statements);
}
