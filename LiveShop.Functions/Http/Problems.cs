using System.Diagnostics;
using System.Globalization;
using LiveShop.Core.Json;
using LiveShop.Core.Orders;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LiveShop.Functions.Http;

/// <summary>Maps every refusal and failure to its status and problem details (RFC 9457).</summary>
public static class Problems
{
    /// <summary>Start of every problem's <c>type</c>; its code follows.</summary>
    public const string TypePrefix = "urn:liveshop:problem:";

    private const string ContentType = "application/problem+json";
    private const string Carts = "/api/carts";
    private static readonly TimeSpan PaymentRetry = TimeSpan.FromSeconds(5);

    /// <param name="current">What the caller may see of the state that stands against the command, when the refusal carries one.</param>
    public static IResult Of(HttpContext context, Refusal refusal, object? current = null)
    {
        var problem = New(context, StatusOf(refusal), refusal.Code, refusal.Detail);
        switch (refusal)
        {
            case Refusal.Invalid { Errors: var errors }:
                problem.Extensions["errors"] = errors;
                break;
            case Refusal.OutOfStock { Available: var available }:
                problem.Extensions["available"] = available;
                break;
            case Refusal.IOvertaken later:
                problem.Extensions["by"] = later.By;
                problem.Extensions["version"] = later.Version;
                problem.Extensions["action"] = later.Action;
                break;
        }

        if (current is not null)
            problem.Extensions["current"] = current;
        return Answer(problem);
    }

    public static IResult Of(HttpContext context, ProblemException exception)
    {
        var problem = New(context, exception.Status, exception.Code, exception.Message);
        if (exception.Errors is not null)
            problem.Extensions["errors"] = exception.Errors;
        if (exception.Challenge is not null)
            context.Response.Headers.WWWAuthenticate = exception.Challenge;
        return Answer(problem, context, exception.RetryAfter);
    }

    public static IResult Of(HttpContext context, StoreUnavailableException exception) =>
        Answer(
            New(context, StatusCodes.Status503ServiceUnavailable, "unavailable", "The shop cannot answer right now. Try again soon."),
            context, exception.RetryAfter);

    public static IResult Of(HttpContext context, PaymentUnavailableException _) =>
        Answer(
            New(context, StatusCodes.Status503ServiceUnavailable, "payment-unavailable",
                "Payments cannot be made right now. Try again soon."),
            context, PaymentRetry);

    /// <summary>500 for an unexpected exception, whose message only the log has.</summary>
    public static IResult Unexpected(HttpContext context) => Answer(New(
        context, StatusCodes.Status500InternalServerError, "unexpected", "Something went wrong here. The traceId finds it in the log."));

    /// <summary>For a host that answers before any function runs, such as 404 for a route that does not exist.</summary>
    public static IResult Of(HttpContext context, int status, string code, string detail) => Answer(New(context, status, code, detail));

    /// <summary>The id of the trace, which a problem and its log entry have in common.</summary>
    public static string TraceIdOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static int StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.Invalid => StatusCodes.Status400BadRequest,
        Refusal.NotFound => StatusCodes.Status404NotFound,
        Refusal.VersionMismatch => StatusCodes.Status412PreconditionFailed,
        Refusal.IdempotencyKeyReused => StatusCodes.Status422UnprocessableEntity,
        Refusal.Conflict or Refusal.OutOfStock => StatusCodes.Status409Conflict,
        _ => throw new UnreachableException($"{refusal.GetType().Name} has no status."),
    };

    private static ProblemDetails New(HttpContext context, int status, string code, string detail) => new()
    {
        Type = TypePrefix + code,
        Title = string.Concat(char.ToUpperInvariant(code[0]), code[1..].Replace('-', ' ')),
        Status = status,
        Detail = detail,
        Instance = context.Request.PathBase + InstanceOf(context.Request.Path),
        Extensions = { ["traceId"] = TraceIdOf(context) },
    };

    // A cart's id is its key, so it must not appear where answers are logged or shown.
    private static string InstanceOf(PathString path) => path.StartsWithSegments(Carts) ? Carts : path.ToString();

    private static IResult Answer(ProblemDetails problem, HttpContext context, TimeSpan? retryAfter)
    {
        if (retryAfter is { } wait)
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Answer(problem);
    }

    private static IResult Answer(ProblemDetails problem) => Results.Json(problem, LiveShopJson.Options, ContentType, problem.Status);
}
