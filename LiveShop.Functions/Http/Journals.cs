namespace LiveShop.Functions.Http;

/// <summary>Answers with a part of a journal: the changes after a version, oldest first.</summary>
public static class Journals
{
    public const string After = "Only changes after this version";

    /// <summary>Reads changes of an aggregate by its id, after a version, at most so many.</summary>
    public delegate Task<IReadOnlyList<TChange>> Read<TChange>(string id, long after, int limit, CancellationToken cancellation);

    /// <summary>200 with the changes that the query of the request asks for; 404 when there are none because there is no aggregate.</summary>
    /// <param name="resource">The kind of aggregate, such as <c>stream</c>.</param>
    /// <exception cref="ProblemException">400: the query is not valid.</exception>
    public static async Task<IResult> JournalAsync<TChange, TView>(
        this RequestContext context, string resource, string id, Read<TChange> read, Func<Task<bool>> exists,
        Func<IReadOnlyList<TChange>, TView> view)
    {
        var after = ListQuery.Number(context.Request, "after", 0, 0, long.MaxValue);
        var changes = await read(id, after, ListQuery.Limit(context.Request), context.Cancellation);
        return changes.Count == 0 && !await exists() ? context.NotFound(resource, id) : context.Ok(view(changes));
    }
}
