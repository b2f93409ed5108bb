"""The advice report of one evaluation: on screen, as tagged PDF and as workbook, all three from `selfeval.advice.Advice`."""
