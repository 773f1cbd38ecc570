# Sentences of the connection to Telegram.

refusal-system = Sorry, something went wrong on our side and this was not done. Please try again in a few minutes; if it still fails, tell the administrator the code { $code }.
