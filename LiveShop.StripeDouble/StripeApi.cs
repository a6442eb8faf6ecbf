using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LiveShop.StripeDouble;

/// <summary>How an answer of the API fails.</summary>
public enum StripeFault
{
    None,

    /// <summary>500, and nothing was done.</summary>
    Error,

    /// <summary>500, although it was done.</summary>
    ErrorAfterwards,

    /// <summary>The connection is lost, although it was done.</summary>
    LostAnswer,

    /// <summary>No answer until the caller gives up.</summary>
    Hang,
}

/// <summary>The part of Stripe's API that LiveShop uses, and the payment page.</summary>
internal sealed class StripeApi(StripeLedger ledger, string secretKey, Func<string, StripeFault> faultOf, Action<StripeRequest> received)
{
    private readonly ConcurrentDictionary<string, Lazy<(string Request, int Status, string Body)>> answers = new();

    public void Map(WebApplication app)
    {
        app.MapPost("/v1/checkout/sessions", (HttpContext http) =>
            AnswerAsync(http, form => StripeJson.Of(ledger.Create(form), string.Empty), WithUrl));
        app.MapGet("/v1/checkout/sessions/{id}", (HttpContext http, string id) => AnswerAsync(http, _ => StripeJson.Of(
            ledger.Find(id), UrlOf(http, id), http.Request.Query["expand[0]"] == "payment_intent")));
        app.MapPost("/v1/checkout/sessions/{id}/expire", (HttpContext http, string id) =>
            AnswerAsync(http, _ => StripeJson.Of(ledger.Expire(id), UrlOf(http, id))));
        app.MapPost("/v1/refunds", (HttpContext http) => AnswerAsync(http, form => StripeJson.RefundOf(ledger.Refund(
            form.GetValueOrDefault("payment_intent") ?? throw StripeErrorException.Missing("payment_intent")))));
        app.MapGet("/pay/{id}", (HttpRequest request, string id) => Page(() => Results.Content(
            PaymentPage.Of(ledger.Find(id), isDeclined: request.Query.ContainsKey("declined")), "text/html; charset=utf-8")));
        app.MapPost("/pay/{id}/{action}", (string id, string action) => Page(() => Act(id, action)));
    }

    private static void WithUrl(HttpContext http, JsonObject session) => session["url"] = UrlOf(http, (string)session["id"]!);

    private static string UrlOf(HttpContext http, string id) => $"http://{http.Request.Host}/pay/{id}";

    private static IResult Page(Func<IResult> make)
    {
        try
        {
            return make();
        }
        catch (StripeErrorException error)
        {
            return Results.Text(error.Message, statusCode: error.Status);
        }
    }

    private IResult Act(string id, string action)
    {
        switch (action)
        {
            case "pay":
                return Results.Redirect(ledger.Pay(id).SuccessUrl);
            case "pay-later":
                return Results.Redirect(ledger.PayLater(id).SuccessUrl);
            case "async-succeed" or "async-fail":
                return Results.Redirect(ledger.Settle(id, isPaid: action == "async-succeed").SuccessUrl);
            case "decline":
                return Results.Redirect($"/pay/{ledger.Find(id).Id}?declined");
            default:
                return Results.NotFound();
        }
    }

    private async Task AnswerAsync(
        HttpContext http, Func<IReadOnlyDictionary<string, string>, JsonObject> act, Action<HttpContext, JsonObject>? complete = null)
    {
        var fault = faultOf(http.Request.Path);
        if (fault == StripeFault.Hang)
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var (status, body) = fault is StripeFault.Error or StripeFault.Hang ? (500, "{}") : await DoAsync(http, act, complete);
        if (fault == StripeFault.LostAnswer)
            http.Abort();
        // The client's own retries would only make tests slow.
        http.Response.Headers["Stripe-Should-Retry"] = "false";
        http.Response.StatusCode = fault == StripeFault.ErrorAfterwards ? 500 : status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(fault == StripeFault.ErrorAfterwards ? "{}" : body);
    }

    private async Task<(int Status, string Body)> DoAsync(
        HttpContext http, Func<IReadOnlyDictionary<string, string>, JsonObject> act, Action<HttpContext, JsonObject>? complete)
    {
        try
        {
            if (http.Request.Headers.Authorization != $"Bearer {secretKey}")
                throw StripeErrorException.Unauthorized();

            var form = await FormOf(http.Request);
            var body = string.Join('&', form.Select(field => $"{field.Key}={field.Value}"));
            received(new(http.Request.Path, body));
            (int, string) Do()
            {
                var answer = act(form);
                complete?.Invoke(http, answer);
                return (200, answer.ToJsonString());
            }

            return http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key && HttpMethods.IsPost(http.Request.Method)
                ? Once(key, $"{http.Request.Path}?{body}", Do)
                : Do();
        }
        catch (StripeErrorException error)
        {
            return (error.Status, StripeJson.Of(error).ToJsonString());
        }
    }

    private static async Task<Dictionary<string, string>> FormOf(HttpRequest request) => request.HasFormContentType
        ? (await request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString())
        : [];

    /// <summary>
    /// The first answer under a key is given again, but only to the same request; what was refused by a check may be mended.
    /// </summary>
    private (int Status, string Body) Once(string key, string request, Func<(int Status, string Body)> act)
    {
        var mine = new Lazy<(string, int, string)>(() =>
        {
            var (status, body) = act();
            return (request, status, body);
        });
        var first = answers.GetOrAdd(key, mine);
        try
        {
            var (firstRequest, status, body) = first.Value;
            return firstRequest == request ? (status, body) : throw StripeErrorException.OtherParameters();
        }
        catch (StripeErrorException) when (first == mine)
        {
            answers.TryRemove(key, out _);
            throw;
        }
    }
}
