using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>The SQL of finding webhooks' messages.</summary>
internal static class WebhookQueries
{
    private const string FindSql = """
        select endpoint as Endpoint, id as Id, version as Version, type as Type, body as Body, made_at as MadeAt,
            until_at as UntilAt, attempts as Attempts, next_at as NextAt, state as State, last_answer as LastAnswer
        from webhook_message_current
        where endpoint = @endpoint and id = @id
        """;

    /// <summary>No row where there is no such message.</summary>
    public static QueryResult<WebhookMessage> AddFind(QueryBatch queries, string endpoint, string id) =>
        queries.Add(FindSql, new { endpoint, id }, (Row r) => r.ToMessage());

    private const string WaitingSql = """
        select page.endpoint as Endpoint, page.id as Id, page.version as Version, page.type as Type, page.body as Body,
            page.made_at as MadeAt, page.until_at as UntilAt, page.attempts as Attempts, page.next_at as NextAt,
            page.state as State, page.last_answer as LastAnswer
        from (select m.*, row_number() over (order by m.next_at, m.id) as row_no
              from webhook_message_current m
              where m.endpoint = @endpoint and m.state = 'waiting') page
        where page.row_no <= @take
        order by page.next_at, page.id
        """;

    /// <summary>The endpoint's messages whose turn comes first, whether it has come or not.</summary>
    public static QueryResult<WebhookMessage> AddWaiting(QueryBatch queries, string endpoint, long take) =>
        queries.Add(WaitingSql, new { endpoint, take }, (Row r) => r.ToMessage());

    private const string ListSql = """
        select page.endpoint as Endpoint, page.id as Id, page.version as Version, page.type as Type, page.body as Body,
            page.made_at as MadeAt, page.until_at as UntilAt, page.attempts as Attempts, page.next_at as NextAt,
            page.state as State, page.last_answer as LastAnswer
        from (select m.*, row_number() over (order by m.made_at, m.endpoint, m.id) as row_no
              from webhook_message_current m
              where (@endpoint = '' or m.endpoint = @endpoint)
                and (@state = '' or m.state = @state)
                and (m.made_at > @afterMade or (m.made_at = @afterMade and (m.endpoint > @afterEndpoint
                     or (m.endpoint = @afterEndpoint and m.id > @afterId))))
             ) page
        where page.row_no <= @take
        order by page.made_at, page.endpoint, page.id
        """;

    /// <summary>Messages in the order in which they were made; empty text means any.</summary>
    public static QueryResult<WebhookMessage> AddList(
        QueryBatch queries, string endpoint, string state, (string Made, string Endpoint, string Id) after,
        long take) => queries.Add(
        ListSql,
        new
        {
            endpoint, state, afterMade = after.Made, afterEndpoint = after.Endpoint, afterId = after.Id, take,
        },
        (Row r) => r.ToMessage());

    private const string DeadSql = """
        select cast(count(*) as bigint) as Count, coalesce(min(m.made_at), '') as Oldest
        from webhook_message_current m
        where m.endpoint = @endpoint and m.state = 'dead'
        """;

    /// <summary>How many of the endpoint's messages were given up, and when the oldest was made; no text when none
    /// was.</summary>
    public static QueryResult<(long Count, string Oldest)> AddDead(QueryBatch queries, string endpoint) =>
        queries.Add(DeadSql, new { endpoint }, (DeadRow r) => (r.Count, r.Oldest));

    private const string UnsentSql = """
        select m.endpoint as Endpoint, m.state as State, cast(count(*) as bigint) as Count
        from webhook_message_current m
        where m.state <> 'sent'
        group by m.endpoint, m.state
        """;

    /// <summary>How many messages of each endpoint wait, and how many were given up; no row where none is.</summary>
    public static QueryResult<(string Endpoint, string State, long Count)> AddUnsent(QueryBatch queries) =>
        queries.Add(UnsentSql, new { }, (UnsentRow r) => (r.Endpoint, r.State, r.Count));

    private sealed record UnsentRow
    {
        public required string Endpoint { get; init; }

        public required string State { get; init; }

        public required long Count { get; init; }
    }

    private sealed record DeadRow
    {
        public required long Count { get; init; }

        public required string Oldest { get; init; }
    }

    private sealed record Row
    {
        public required string Endpoint { get; init; }

        public required string Id { get; init; }

        public required long Version { get; init; }

        public required string Type { get; init; }

        public required string Body { get; init; }

        public required string MadeAt { get; init; }

        public required string UntilAt { get; init; }

        public required long Attempts { get; init; }

        public required string NextAt { get; init; }

        public required string State { get; init; }

        public string? LastAnswer { get; init; }

        public WebhookMessage ToMessage() => new(
            Endpoint, Id, Version, Type, Body, MadeAt, UntilAt, Attempts, NextAt, DbText.To<WebhookState>(State),
            LastAnswer);
    }
}
