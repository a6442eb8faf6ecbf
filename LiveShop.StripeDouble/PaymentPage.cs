using System.Globalization;
using System.Text.Encodings.Web;

namespace LiveShop.StripeDouble;

/// <summary>The page on which a customer pays, with a button for everything that can happen there.</summary>
internal static class PaymentPage
{
    /// <param name="isDeclined">Whether the card was declined a moment ago.</param>
    public static string Of(CheckoutSession session, bool isDeclined)
    {
        var actions = session switch
        {
            { Status: SessionStatus.Open } =>
                (isDeclined ? """<p role="alert">Your card was declined.</p>""" : "")
                + Button("pay", "Pay", "primary") + Button("decline", "Card is declined")
                + Button("pay-later", "Pay days later") + Back(session),
            { PaymentIntentStatus: "processing" } =>
                Button("async-succeed", "The money arrives") + Button("async-fail", "The payment fails"),
            { Status: SessionStatus.Expired } => "<p>This payment page has expired.</p>" + Back(session),
            { IsPaid: false } => "<p>The payment failed.</p>" + Back(session),
            _ => "<p>This is paid.</p>",
        };
        var lines = string.Concat(session.Lines.Select(line =>
            $"""<li><span dir="auto">{line.Quantity} × {Text(line.Name)}</span>"""
            + $"<span>{Amount(line.Amount, session.Currency)}</span></li>"));
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <title>Test payment</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-inline-size: 26rem; margin: 3rem auto; padding: 0 1rem }
            ul { list-style: none; padding: 0 } li { display: flex; justify-content: space-between; gap: 1rem; padding-block: .25rem }
            .total { font-size: 2rem; font-weight: 600; margin: 0 }
            form, a.back { display: block; margin-block-start: .75rem; text-align: center }
            button { font: inherit; inline-size: 100%; padding: .75rem; border: 1px solid; border-radius: .5rem }
            button { background: none; color: inherit }
            button.primary { background: #3b4cca; border-color: #3b4cca; color: #fff }
            a { color: inherit }
            .note { opacity: .8 }
            </style>
            </head>
            <body>
            <main>
            <p class="note">Test payment: nothing is charged.</p>
            <h1 class="total">{{Amount(session.Total, session.Currency)}}</h1>
            <ul>{{lines}}</ul>
            {{actions}}
            </main>
            </body>
            </html>
            """;

        string Button(string action, string label, string style = "") =>
            $"""<form method="post" action="{session.Id}/{action}">"""
            + $"""<button data-testid="{action}" class="{style}">{label}</button></form>""";
    }

    private static string Back(CheckoutSession session) =>
        $"""<a class="back" data-testid="back" href="{Text(session.CancelUrl)}">Back to the shop</a>""";

    // In Stripe's own unit, which is close enough for a test page.
    private static string Amount(long amount, string currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{amount / 100m:0.00} {currency.ToUpperInvariant()}");

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
