using LiveShop.Core.Results;

namespace LiveShop.Functions.Http;

/// <summary>Ends a request with problem details, which <see cref="FunctionPipeline{TFunctions}"/> makes of it.</summary>
/// <param name="code">The end of the problem's <c>type</c>, such as <c>forbidden</c>.</param>
public sealed class ProblemException(int status, string code, string detail) : Exception(detail)
{
    public ProblemException(Refusal.Invalid invalid) : this(StatusCodes.Status400BadRequest, invalid.Code, invalid.Detail) =>
        Errors = invalid.Errors;

    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Messages by field.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; }

    /// <summary>Sent as <c>Retry-After</c>, in whole seconds and at least 1.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The value of <c>WWW-Authenticate</c> (RFC 6750).</summary>
    public string? Challenge { get; init; }
}
