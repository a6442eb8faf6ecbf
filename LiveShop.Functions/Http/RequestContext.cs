using LiveShop.Core;
using LiveShop.Core.Json;
using LiveShop.Core.Results;
using LiveShop.Functions.Auth;

namespace LiveShop.Functions.Http;

/// <summary>An authorized request and the answers that a function can give to it.</summary>
public sealed class RequestContext(HttpContext http, Actor? user)
{
    public HttpRequest Request => http.Request;

    /// <summary>Headers of the answer, to be set before it is returned.</summary>
    public IHeaderDictionary ResponseHeaders => http.Response.Headers;

    /// <summary>The caller when a role of its token lets it in, or see more than everybody; null otherwise.</summary>
    public Actor? User { get; } = user;

    /// <summary>Cancelled when the client disconnects.</summary>
    public CancellationToken Cancellation => http.RequestAborted;

    /// <summary>The user who calls, with the version from <c>If-Match</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no <see cref="User"/>.</exception>
    /// <exception cref="ProblemException">400: <c>If-Match</c> is not valid.</exception>
    public Caller Caller => new(User ?? throw new InvalidOperationException("The function does not require a role."), ExpectedVersion);

    /// <summary>For what only staff get from a function that is public otherwise.</summary>
    /// <exception cref="ProblemException">401 without a token, 403 without a role.</exception>
    public void RequireStaff()
    {
        if (User is null)
            throw RoleAuthorization.NotStaff(Request);
    }

    /// <summary>The key in <c>Idempotency-Key</c>, as it was sent; null without one.</summary>
    public string? IdempotencyKey => Request.Headers[Core.IdempotencyKey.Header] is { Count: > 0 } keys ? keys.ToString() : null;

    /// <summary>Whether the request has <c>If-Match</c>, of whatever value.</summary>
    public bool HasIfMatch => Request.Headers.IfMatch.Count > 0;

    /// <summary>For a write that replaces everything, so that an old copy does not undo what others have changed since.</summary>
    /// <param name="resource">What is replaced, such as <c>product</c>.</param>
    /// <exception cref="ProblemException">428 (RFC 6585 3): the request has no <c>If-Match</c>.</exception>
    public void RequireIfMatch(string resource)
    {
        if (!HasIfMatch)
        {
            throw new ProblemException(StatusCodes.Status428PreconditionRequired, "precondition-required",
                $"Send If-Match with the ETag of the {resource} that you have read, or * to replace whatever is there.");
        }
    }

    /// <summary>The versions in <c>If-Match</c>, one of which must be current; null when the header is missing or <c>*</c>.</summary>
    /// <exception cref="ProblemException">400: neither <c>*</c> nor a list of ETags.</exception>
    public ExpectedVersions? ExpectedVersion => HasIfMatch ? ETags.VersionsIn(Request.Headers.IfMatch) : null;

    /// <summary>200 with the value as JSON.</summary>
    /// <param name="etag">From <see cref="ETags"/>; none when null.</param>
    public IResult Ok<T>(T value, string? etag = null)
    {
        if (etag is not null)
            ResponseHeaders.ETag = etag;
        return Results.Json(value, LiveShopJson.Options);
    }

    /// <summary>200 with the value and its ETag, or 304 when <c>If-None-Match</c> names that ETag.</summary>
    public IResult OkOrNotModified<T>(T value, string etag)
    {
        ResponseHeaders.ETag = etag;
        return IsNotModified(etag) ? NotModified : Ok(value);
    }

    /// <summary>201 with the value, its address and its ETag.</summary>
    /// <param name="path">Below <c>/api</c>, such as <c>products/mug</c>.</param>
    public IResult Created<T>(string path, T value, string etag)
    {
        ResponseHeaders.Location = $"{Request.PathBase}/api/{path}";
        ResponseHeaders.ETag = etag;
        return Results.Json(value, LiveShopJson.Options, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>The ETag of the view that this caller gets: the admins' where it is a <see cref="User"/>, the customers' otherwise.</summary>
    public string ETagOf(long version) => User is null ? ETags.Of(version) : ETags.OfAdminView(version);

    /// <summary>304 without a body.</summary>
    public static IResult NotModified => Results.StatusCode(StatusCodes.Status304NotModified);

    /// <summary>The refusal as problem details.</summary>
    /// <param name="current">What the caller may see of the state that stands against the command; null for none.</param>
    public IResult Refuse(Refusal refusal, object? current = null) => Problems.Of(http, refusal, current);

    /// <summary>A refused command as problem details, with a view of the current state when the refusal carries one.</summary>
    public IResult Refuse<T>(Result<T> refused, Func<T, object> view) where T : class =>
        Problems.Of(http, refused.Refusal!, refused.Refusal is Refusal.IWithCurrent<T> { Current: var state } ? view(state) : null);

    /// <summary>404 for a resource, such as <c>stream</c>, with this id.</summary>
    public IResult NotFound(string resource, string id) => Refuse(new Refusal.NotFound(resource, id));

    /// <summary>Whether <c>If-None-Match</c> names this ETag (weak comparison, RFC 9110 13.1.2).</summary>
    public bool IsNotModified(string etag) => ETags.Matches(Request.Headers.IfNoneMatch, etag);
}
