using LiveShop.Core.Results;

namespace LiveShop.Functions.Http;

/// <summary>Ends a request with a problem. <see cref="FunctionPipeline{TFunctions}"/> turns it into the answer.</summary>
public sealed class ProblemException(int status, string code, string detail) : Exception(detail)
{
    public ProblemException(Refusal.Invalid invalid) : this(StatusCodes.Status400BadRequest, invalid.Code, invalid.Detail) =>
        Errors = invalid.Errors;

    public int Status { get; } = status;

    public string Code { get; } = code;

    public IReadOnlyDictionary<string, string[]>? Errors { get; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The value of <c>WWW-Authenticate</c> (RFC 6750).</summary>
    public string? Challenge { get; init; }
}
